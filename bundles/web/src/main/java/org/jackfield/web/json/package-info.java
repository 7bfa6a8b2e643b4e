// SPDX-License-Identifier: Apache-2.0
/** JSON that strangers send, copied into whatever bundle reads it. */
@NullMarked
package org.jackfield.web.json;

import org.jspecify.annotations.NullMarked;
