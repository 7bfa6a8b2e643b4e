// SPDX-License-Identifier: Apache-2.0
import { Hub } from "./hub";

const hub = new Hub();
const scope = self as unknown as { onconnect: (event: MessageEvent) => void };
scope.onconnect = (event) => hub.join(event.ports[0]!);
