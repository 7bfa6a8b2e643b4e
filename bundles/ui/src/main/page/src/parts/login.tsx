// SPDX-License-Identifier: Apache-2.0
import { useState } from "preact/hooks";
import { login, logIn } from "../session";
import { useValue } from "../value";

export function Login() {
  const known = useValue(login);
  const [password, setPassword] = useState("");
  const [user, setUser] = useState("admin");
  const [words, setWords] = useState("");
  if (known) return <button class="quiet" onClick={() => (login.now = undefined)}>Log out</button>;
  const send = async (event: Event) => {
    event.preventDefault();
    setWords("");
    try {
      if (!(await logIn(user, password))) setWords("This is not the administrator's password.");
    } catch (e) {
      setWords((e as Error).message);
    }
    setPassword("");
  };
  return (
    <form class="bar login" onSubmit={(event) => void send(event)}>
      <span class="soft">Drivers are code: changing them needs the administrator.</span>
      <input aria-label="User" autocomplete="username" value={user} size={8} onInput={(event) => setUser(event.currentTarget.value)} />
      <input type="password" aria-label="Password" placeholder="Password" autocomplete="current-password" value={password}
        onInput={(event) => setPassword(event.currentTarget.value)} />
      <button class="primary" disabled={!password}>Log in</button>
      {words && <span class="problem" role="alert">▲ {words}</span>}
    </form>
  );
}
