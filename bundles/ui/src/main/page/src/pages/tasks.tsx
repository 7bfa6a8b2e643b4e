export function Tasks(_: Record<string, unknown>) { return <p>Tasks</p>; }
