// SPDX-License-Identifier: Apache-2.0
package org.jackfield.security;

import org.osgi.annotation.versioning.ProviderType;

/** The one who may let code in and change configuration. A service. */
@ProviderType
public interface Administrator {
    /** The name to log in with. */
    String NAME = "admin";

    /** Whether name and password are the administrator's. Deliberately slow; asked before code comes in. */
    boolean isAdministrator(String name, String password);
}
