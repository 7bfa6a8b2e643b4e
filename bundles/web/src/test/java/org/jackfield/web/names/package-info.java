// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.jackfield.web.names;

import org.jspecify.annotations.NullMarked;
