export function DevicePage(_: Record<string, unknown>) { return <p>DevicePage</p>; }
