// multipart/form-data as clients really send it (also unquoted names, which the platform's own parser refuses).

export interface MultipartPart {
  readonly name: string;
  /** Present: a file. */
  readonly fileName?: string;
  readonly bytes: Buffer;
}

/** null when the body is not what its Content-Type says. */
export function parseMultipart(body: Buffer, contentType: string): readonly MultipartPart[] | null {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const mark = `--${boundary?.[1] ?? boundary?.[2] ?? ""}`;
  if (mark === "--" || body.indexOf(mark) < 0) return null;
  const parts: MultipartPart[] = [];
  let position = body.indexOf(mark) + mark.length;
  while (body.toString("latin1", position, position + 2) !== "--") {
    const end = body.indexOf(`\r\n${mark}`, position);
    if (end < 0) return null;
    const part = parsePart(body.subarray(position + 2, end));
    if (!part) return null;
    parts.push(part);
    position = end + 2 + mark.length;
  }
  return parts;
}

function parsePart(part: Buffer): MultipartPart | null {
  const split = part.indexOf("\r\n\r\n");
  if (split < 0) return null;
  const disposition = /^content-disposition:\s*form-data;(.*)$/im.exec(part.toString("utf8", 0, split))?.[1] ?? "";
  const name = parameter(disposition, "name");
  const fileName = parameter(disposition, "filename");
  if (name === undefined) return null;
  return { name, ...(fileName === undefined ? {} : { fileName }), bytes: part.subarray(split + 4) };
}

function parameter(disposition: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|;)\\s*${name}=(?:"([^"]*)"|([^;]*))`, "i").exec(disposition);
  return match ? (match[1] ?? match[2] ?? "").trim() : undefined;
}
