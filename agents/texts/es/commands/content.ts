// Palabras de los comandos: content.
import type { CommandText } from "../../en/commands.ts";

export const contentCommandTexts: Readonly<Record<string, CommandText>> = {
  "batch.create": {
    summary: "Crea un lote de imágenes, carruseles o historias: primero el presupuesto, luego tu sí.",
    example: "batch create luna 6",
    arguments: {
      avatar: "Nombre o alias del avatar",
      count: "Cuántas, de 1 a 100",
      format: "post, carousel o story",
      pictures: "De cada carrusel, de 2 a 10",
      channels: "Dónde se pueden mostrar, p. ej. instagram,gallery",
      preset: "Estilo, p. ej. beach_vacation",
      categories: "Solo tomas de estas, p. ej. beach,urban",
      seed: "Fija la elección de tomas",
    },
  },
  "batch.show": {
    summary: "Muestra un lote: progreso, imágenes, botones.",
    example: "batch show luna-b1",
    arguments: { batch: "Referencia como luna-b1" },
  },
  "batch.list": {
    summary: "Muestra los lotes más nuevos.",
    example: "batch list luna",
    arguments: { avatar: "Nombre o alias del avatar" },
  },
  "batch.approve": {
    summary: "Aprueba todas las piezas listas de un lote.",
    example: "batch approve luna-b1",
    arguments: { batch: "Referencia como luna-b1" },
  },
  "piece.list": {
    summary: "Muestra piezas por estado.",
    example: "piece list luna ready",
    arguments: {
      avatar: "Nombre o alias del avatar",
      state: "ready, approved, published, held, failed ...",
      limit: "Cuántas como máximo",
    },
  },
  "piece.show": {
    summary: "Muestra una pieza con su texto y su origen.",
    example: "piece show luna-1",
    arguments: { piece: "Referencia como luna-1" },
  },
  "piece.approve": {
    summary: "Aprueba piezas tal como están.",
    example: "piece approve luna-1,luna-2",
    arguments: { pieces: "Referencias separadas por comas" },
  },
  "piece.reject": {
    summary: "Rechaza una pieza.",
    example: 'piece reject luna-3 "too dark"',
    arguments: { piece: "Referencia como luna-3", reason: "Por qué" },
  },
  "piece.caption": {
    summary: "Elige un texto o escribe uno; sin nada, los muestra. La pieza necesita aprobarse de nuevo.",
    example: "piece caption luna-1 --option 4",
    arguments: {
      piece: "Referencia como luna-1",
      caption: "Tus propias palabras",
      option: "Número de uno de los textos que hay",
    },
  },
  "piece.recaption": {
    summary: "Escribe otros textos para una pieza, cinco por idioma: primero el precio, luego tu sí.",
    example: "piece recaption luna-1",
    arguments: { piece: "Referencia como luna-1" },
  },
  "piece.retry": {
    summary: "Crea de nuevo una pieza fallida.",
    example: "piece retry luna-4",
    arguments: { piece: "Referencia como luna-4" },
  },
  "piece.release": {
    summary: "Deja seguir una pieza retenida después de mirarla, con el motivo.",
    example: 'piece release luna-5 "es ella, vista de lado"',
    arguments: { piece: "Referencia como luna-5", reason: "Lo que has visto" },
  },
  "piece.regenerate": {
    summary: "Crea otra imagen para una pieza o para un lugar de un carrusel: misma toma, nueva semilla.",
    example: "piece regenerate luna-3",
    arguments: { piece: "Referencia como luna-3", slide: "Qué imagen de un carrusel, desde 1" },
  },
  "batch.cancel": {
    summary: "Detiene un lote: no se crea nada más.",
    example: "batch cancel luna-b2",
    arguments: { batch: "Referencia como luna-b2" },
  },
  "batch.retry": {
    summary: "Vuelve a crear todas las piezas fallidas de un lote.",
    example: "batch retry luna-b2",
    arguments: { batch: "Referencia como luna-b2" },
  },
  "reel.create": {
    summary: "Crea un reel a partir de imágenes: cada una se anima, el guion se lee y aparece en pantalla.",
    example: 'reel create luna luna-3,luna-5 "Dos mañanas, un café, sin prisa."',
    arguments: {
      avatar: "Nombre o slug del avatar",
      pieces: "Imágenes, en orden, separadas por comas",
      script: "Lo que dice su voz; si falta, el reel no la lleva",
      seconds: "Duración de una toma, de 4 a 10",
      aspectRatio: "9:16, 1:1 o 16:9",
      motion: "Qué se mueve en las tomas",
    },
  },
  "post.now": {
    summary: "Publica ya una pieza aprobada, tras tu sí.",
    example: "post now luna-1",
    arguments: {
      piece: "Referencia como luna-1",
      account: "Nombre de usuario o plataforma, si hay varias: instagram:@luna",
    },
  },
  "post.show": {
    summary: "Muestra una publicación.",
    example: "post show pst_01",
    arguments: { post: "Identificador de la publicación" },
  },
  "post.list": {
    summary: "Muestra las publicaciones más nuevas.",
    example: "post list luna",
    arguments: { avatar: "Nombre o alias del avatar", limit: "Cuántas como máximo" },
  },
};
