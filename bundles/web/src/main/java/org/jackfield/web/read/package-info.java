// SPDX-License-Identifier: Apache-2.0
/** What readers that come over the network want, and how they get it; copied into each bundle that serves them. */
@NullMarked
package org.jackfield.web.read;

import org.jspecify.annotations.NullMarked;
