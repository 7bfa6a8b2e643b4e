// SPDX-License-Identifier: Apache-2.0
/** How somebody says who he is, for whoever asks; copied into each of them. */
@NullMarked
package org.jackfield.web.login;

import org.jspecify.annotations.NullMarked;
