// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.jackfield.ui;

import org.jspecify.annotations.NullMarked;
