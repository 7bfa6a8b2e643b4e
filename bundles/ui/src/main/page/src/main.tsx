// SPDX-License-Identifier: Apache-2.0
import { render } from "preact";
import { App } from "./app";
import { applyTheme, theme } from "./theme";
import "./style.css";

theme.listen(applyTheme);
applyTheme(theme.now);
render(<App />, document.getElementById("page")!);
