// What each command does and what its arguments mean: help, OpenAPI, completion and slash commands read this.
export interface CommandText {
  readonly summary: string;
  readonly example: string;
  readonly arguments: Readonly<Record<string, string>>;
}

export const commands: Readonly<Record<string, CommandText>> = {};
