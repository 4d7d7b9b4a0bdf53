// Palabras de los comandos sobre plantillas y estilos.
import type { CommandText } from "../../en/commands.ts";

const wording = {
  prompt: "Qué muestra la imagen, en inglés, solo de adultos",
  category: "fitness, lifestyle, glamour, beach, urban, nature, artistic, wellness, fashion o evening",
  tier: "safe, suggestive o restricted: dónde se pueden mostrar sus piezas",
  pose: "Cómo está o se mueve; vacía, la pone el estilo",
  lighting: "La luz; vacía, la pone el estilo",
  angle: "front, side profile, three-quarter ...",
  aspectRatio: "Formato como 4:5, 1:1 o 9:16",
  niches: "Nichos donde encaja mejor, separados por comas",
  tags: "Palabras para hashtags, separadas por comas",
};

const look = {
  prompt: "El estilo en palabras, en inglés",
  negative: "Lo que no debe aparecer; menores y fallos de imagen ya están nombrados",
  keywords: "Palabras de estilo, separadas por comas",
  lighting: "Luces que sugerir, separadas por comas",
  poses: "Poses que sugerir, separadas por comas",
  cfg: "Guía, de 1 a 20",
  steps: "Pasos, de 1 a 100",
};

export const templatesCommandTexts: Readonly<Record<string, CommandText>> = {
  "template.list": {
    summary: "Muestra las plantillas que hay: las incluidas y las tuyas.",
    example: "template list beach --tier safe",
    arguments: {
      text: "Palabras que aparecen en ella",
      category: wording.category,
      tier: "safe, suggestive o restricted",
      source: "own (tuyas) o shipped (incluidas)",
      limit: "Cuántas como máximo",
    },
  },
  "template.show": {
    summary: "Muestra una plantilla y, parte por parte, el prompt que da para un avatar.",
    example: "template show beach-shore-walk luna --preset beach_vacation",
    arguments: {
      template: "Clave de la plantilla",
      avatar: "Nombre o slug del avatar para el que se monta el prompt",
      preset: "Estilo con el que se monta",
      version: "Una versión anterior, por su número",
    },
  },
  "template.create": {
    summary: "Escribe una plantilla tuya, desde cero o a partir de otra.",
    example:
      'template create sunset-terrace "on a terrace above the city, summer dress" --category evening --tier safe',
    arguments: {
      key: "Su nombre, como sunset-terrace",
      ...wording,
      from: "Plantilla de la que se copia lo que no se indica",
    },
  },
  "template.edit": {
    summary: "Cambia una plantilla tuya; las piezas conservan las palabras con que se hicieron.",
    example: 'template edit sunset-terrace --lighting "last light"',
    arguments: { template: "Clave de la plantilla", ...wording, active: "no: los lotes ya no la usan" },
  },
  "template.restore": {
    summary: "Recupera lo que decía antes una plantilla tuya, como versión nueva.",
    example: "template restore sunset-terrace 2",
    arguments: { template: "Clave de la plantilla", version: "Número de la versión anterior" },
  },
  "template.delete": {
    summary: "Elimina una plantilla tuya; si hay piezas hechas con ella, se desactiva.",
    example: "template delete sunset-terrace",
    arguments: { template: "Clave de la plantilla" },
  },
  "template.try": {
    summary:
      "Crea una imagen de una plantilla para un avatar, para ver qué dan sus palabras: primero el precio, luego tu sí.",
    example: "template try sunset-terrace luna",
    arguments: {
      template: "Clave de la plantilla",
      avatar: "Nombre o slug del avatar",
      preset: "Estilo, p. ej. beach_vacation",
      provider: "Solo este proveedor",
      seed: "La misma semilla, la misma imagen donde el proveedor pueda",
    },
  },
  "template.trials": {
    summary: "Muestra las últimas pruebas de una plantilla.",
    example: "template trials sunset-terrace",
    arguments: { template: "Clave de la plantilla", limit: "Cuántas como máximo" },
  },
  "preset.list": {
    summary: "Muestra los estilos que hay: los incluidos y los tuyos.",
    example: "preset list",
    arguments: { source: "own (tuyos) o shipped (incluidos)" },
  },
  "preset.show": {
    summary: "Muestra un estilo y en qué se convierte para el nicho y la edad de un avatar.",
    example: "preset show beach_vacation luna",
    arguments: {
      preset: "Clave del estilo",
      avatar: "Nombre o slug del avatar",
      version: "Una versión anterior, por su número",
    },
  },
  "preset.create": {
    summary: "Escribe un estilo tuyo, desde cero o a partir de otro.",
    example: 'preset create film_noir "black and white photograph, deep shadows" --cfg 7',
    arguments: {
      key: "Su nombre, como film_noir",
      ...look,
      from: "Estilo del que se copia lo que no se indica",
    },
  },
  "preset.edit": {
    summary: "Cambia un estilo tuyo; las imágenes conservan las palabras con que se hicieron.",
    example: "preset edit film_noir --steps 32",
    arguments: { preset: "Clave del estilo", ...look },
  },
  "preset.restore": {
    summary: "Recupera lo que decía antes un estilo tuyo, como versión nueva.",
    example: "preset restore film_noir 2",
    arguments: { preset: "Clave del estilo", version: "Número de la versión anterior" },
  },
  "preset.delete": {
    summary: "Elimina un estilo tuyo.",
    example: "preset delete film_noir",
    arguments: { preset: "Clave del estilo" },
  },
};
