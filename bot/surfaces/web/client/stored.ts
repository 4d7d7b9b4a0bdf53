// Small things this browser remembers; a browser that refuses storage just forgets them.

export function readStored<Value>(name: string, fallback: Value): Value {
  try {
    const text = localStorage.getItem(`vixenbliss.${name}`);
    return text === null ? fallback : (JSON.parse(text) as Value);
  } catch {
    return fallback;
  }
}

export function writeStored(name: string, value: unknown): boolean {
  try {
    localStorage.setItem(`vixenbliss.${name}`, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
