// Palabras de los comandos de credenciales.
import type { CommandText } from "../../en/commands.ts";

export const sessionCommandTexts: Readonly<Record<string, CommandText>> = {
  "token.create": {
    summary: "Crear una credencial para REST, MCP o la línea de comandos; su secreto se muestra una vez.",
    example: "token create manager --name informes",
    arguments: { role: "Qué puede hacer: owner, manager, chatter o analyst", name: "Para qué es" },
  },
  "token.list": { summary: "Ver las credenciales, sin sus secretos.", example: "token list", arguments: {} },
  "token.revoke": {
    summary: "Retirar una credencial de inmediato.",
    example: "token revoke tok_01",
    arguments: { id: "Id de la credencial" },
  },
};
