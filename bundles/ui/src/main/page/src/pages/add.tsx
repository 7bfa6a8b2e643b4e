export function Add(_: Record<string, unknown>) { return <p>Add</p>; }
