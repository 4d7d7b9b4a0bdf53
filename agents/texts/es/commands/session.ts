// Palabras de los comandos de credenciales.
import type { CommandText } from "../../en/commands.ts";

export const sessionCommandTexts: Readonly<Record<string, CommandText>> = {
  "token.create": {
    summary: "Crea una credencial para REST, MCP o la línea de comandos; su secreto se muestra una vez.",
    example: "token create manager --name informes",
    arguments: { role: "Qué puede hacer: owner, manager, chatter o analyst", name: "Para qué es" },
  },
  "language.set": {
    summary: "Elige el idioma en que lees y se te responde.",
    example: "language set es",
    arguments: { language: "en o es" },
  },
  "room.link": { summary: "Convierte este grupo o canal en sala del equipo.", example: "room link", arguments: {} },
  "room.topic": {
    summary: "Dice de qué creadora trata este tema, o pide que se cree uno.",
    example: "room topic luna",
    arguments: { avatar: "Nombre del avatar" },
  },
  "room.list": { summary: "Lista las salas del equipo y sus temas.", example: "room list", arguments: {} },
  "room.unlink": {
    summary: "No contar nada más en esta sala.",
    example: "room unlink",
    arguments: { room: "Identificador de la sala; sin él, esta" },
  },
  "webhook.add": {
    summary: "Avisa de los eventos a una dirección, con firma; su secreto se muestra una vez.",
    example: "webhook add https://example.com/hooks",
    arguments: {
      url: "Una dirección https tuya",
      events: "De qué: notice.written, run.waiting, batch.finished, post.published, payment.settled; sin esto, de todo",
    },
  },
  "webhook.list": { summary: "Lista las direcciones que reciben eventos.", example: "webhook list", arguments: {} },
  "webhook.remove": {
    summary: "Deja de avisar a una dirección.",
    example: "webhook remove whk_01",
    arguments: { id: "Id del webhook" },
  },
  "webhook.test": {
    summary: "Llama a una dirección ahora; una desactivada que responde bien se activa de nuevo.",
    example: "webhook test whk_01",
    arguments: { id: "Id del webhook" },
  },
  "token.list": { summary: "Muestra las credenciales, sin sus secretos.", example: "token list", arguments: {} },
  "token.revoke": {
    summary: "Retira una credencial de inmediato.",
    example: "token revoke tok_01",
    arguments: { id: "Id de la credencial" },
  },
};
