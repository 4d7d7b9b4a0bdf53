// Palabras de los comandos sobre personalidades, clones, fichas y voces.
import type { CommandText } from "../../en/commands.ts";

const avatar = "Nombre o alias del avatar";

export const personaCommandTexts: Readonly<Record<string, CommandText>> = {
  "persona.show": {
    summary: "Muestra una personalidad campo a campo: de dónde viene cada uno, qué falta, qué no encaja.",
    example: "persona show luna",
    arguments: { avatar },
  },
  "persona.set": {
    summary: "Cambia un campo de una personalidad, o una parte de él.",
    example: "persona set luna location.city Lisboa",
    arguments: {
      avatar,
      field: "Nombre del campo, como tone o location.city",
      value: "Lo que debe ser; las entradas de una lista, separadas por punto y coma",
    },
  },
  "persona.regenerate": {
    summary: "Escribe un campo de nuevo, que encaje con los demás.",
    example: "persona regenerate luna catchphrase",
    arguments: { avatar, field: "Nombre del campo, como catchphrase" },
  },
  "persona.fill": {
    summary: "Escribe lo que le falta a una personalidad.",
    example: "persona fill luna",
    arguments: { avatar, weak: "Escribir también de nuevo lo que solo se supuso" },
  },
  "persona.export": {
    summary: "Exporta una personalidad como ficha de personaje.",
    example: "persona export luna --format png",
    arguments: { avatar, format: "v2 (JSON de SillyTavern), png (lo mismo en una imagen) o eliza (elizaOS)" },
  },
  "persona.import": {
    summary: "Crea un avatar en borrador a partir de una ficha de personaje.",
    example: "persona import Mira --key uploads/card-0123456789abcdef0123456789abcdef.png",
    arguments: {
      name: "Cómo se llama aquí",
      json: "La ficha como texto JSON",
      key: "Clave de una ficha subida, JSON o PNG",
      age: "Edad declarada, al menos 21; si no se da, la de la ficha",
      language: "en o es; si no se da, el de la ficha",
    },
  },
  "avatar.clone": {
    summary: "Crea otro avatar a partir de uno: nombre y vida nuevos, la misma voz.",
    example: "avatar clone luna Mara --face new",
    arguments: { avatar, name: "Cómo se llama el clon", face: "same (la misma) o new (otra)" },
  },
  "avatar.retire": {
    summary: "Retira un avatar para siempre: ni publica, ni responde, ni vende.",
    example: "avatar retire luna",
    arguments: { avatar },
  },
  "voice.list": {
    summary: "Muestra las voces que podría tener un avatar.",
    example: "voice list luna",
    arguments: { avatar },
  },
  "voice.show": {
    summary: "Muestra cómo suena un avatar, con la última prueba.",
    example: "voice show luna",
    arguments: { avatar },
  },
  "voice.set": {
    summary: "Elige la voz de un avatar en un proveedor, su género o su ritmo.",
    example: "voice set luna built-in preview-female",
    arguments: {
      avatar,
      provider: "Proveedor de la voz",
      voice: "Id de la voz",
      gender: "female, male o neutral: donde no se eligió voz",
      speed: "Ritmo, de 0.7 a 1.2",
    },
  },
  "voice.try": {
    summary: "Que un avatar diga una frase, para oírla.",
    example: 'voice try luna "¡Buenos días! Primero café."',
    arguments: { avatar, text: "La frase, 400 caracteres como máximo", provider: "Solo este proveedor" },
  },
};
