// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.jackfield.web.login;

import org.jspecify.annotations.NullMarked;
