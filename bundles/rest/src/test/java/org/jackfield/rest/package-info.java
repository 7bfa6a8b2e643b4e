// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.jackfield.rest;

import org.jspecify.annotations.NullMarked;
