// What a stored table is called where it is sent as a file: "reports/pnl/ab12.csv" is "pnl.csv".

export function documentName(key: string): string {
  const parts = key.split("/");
  return `${parts.at(-2) ?? "file"}.${key.slice(key.lastIndexOf(".") + 1)}`;
}
