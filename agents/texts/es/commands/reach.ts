// Palabras de los comandos: segmentos, difusiones y secuencias.
import type { CommandText } from "../../en/commands.ts";

const avatar = "Nombre o slug del avatar";
const broadcast = "Id de la difusión";
const sequence = "Nombre o id de la secuencia";
const segment = "Nombre del segmento";

export const reachCommandTexts: Readonly<Record<string, CommandText>> = {
  "segment.set": {
    summary: "Guarda un filtro de fans con un nombre.",
    example: "segment set luna warm --stages qualification --score-from 60 --without-tags vip",
    arguments: {
      avatar,
      name: "Cómo lo llamas",
      stages: "Etapas del embudo: lead_magnet, qualification, conversion",
      scoreFrom: "Puntuación mínima",
      scoreTo: "Puntuación máxima",
      tags: "Tiene al menos una de estas etiquetas",
      withoutTags: "No tiene ninguna de estas etiquetas",
      spentFrom: "Gasto mínimo, USD",
      spentTo: "Gasto máximo, USD",
      silentFrom: "En silencio desde hace al menos tantos días",
      silentTo: "En silencio desde hace como mucho tantos días",
      channels: "Plataformas, como instagram, telegram",
      languages: "Idiomas, como en, es",
      bought: "Ha comprado algo; con no: nada",
      boughtPack: "Ha comprado este pack",
      withoutPack: "No ha comprado este pack",
      subscription: "none, active, grace, canceled o ended",
    },
  },
  "segment.list": { summary: "Lista los segmentos.", example: "segment list luna", arguments: { avatar } },
  "segment.show": {
    summary: "Muestra un segmento: cuántos, quiénes y por qué a algunos no se les puede escribir.",
    example: "segment show luna warm",
    arguments: { avatar, segment },
  },
  "segment.remove": {
    summary: "Borra un segmento.",
    example: "segment remove luna warm",
    arguments: { avatar, segment },
  },
  "broadcast.send": {
    summary: "Escribe a los fans de un segmento, una vez a cada uno.",
    example: 'broadcast send luna warm "en: Hi {name}, new set! | es: ¡Hola {name}, set nuevo!"',
    arguments: {
      avatar,
      segment,
      text: "Lo que se les dice; {name} es el nombre de pila; por idioma: en: ... | es: ...",
      brief: "De qué trata, para que se escriba en lugar de un texto",
      pack: "Slug de un pack que se ofrece con él",
    },
  },
  "broadcast.show": {
    summary: "Muestra una difusión: avance, respuestas, ventas, molestias.",
    example: "broadcast show brc_01",
    arguments: { broadcast },
  },
  "broadcast.list": { summary: "Lista las difusiones.", example: "broadcast list luna", arguments: { avatar } },
  "broadcast.pause": { summary: "Pausa una difusión.", example: "broadcast pause brc_01", arguments: { broadcast } },
  "broadcast.resume": {
    summary: "Deja continuar una difusión en pausa.",
    example: "broadcast resume brc_01",
    arguments: { broadcast },
  },
  "broadcast.cancel": {
    summary: "Cancela una difusión.",
    example: "broadcast cancel brc_01",
    arguments: { broadcast },
  },
  "sequence.set": {
    summary: "Prepara lo que se dice a fans en silencio, paso a paso.",
    example: 'sequence set luna comeback warm "20h Hi {name}! // 44h Still there?"',
    arguments: {
      avatar,
      name: "Cómo la llamas",
      segment,
      steps: "Horas de silencio y un texto, con // entre los pasos",
    },
  },
  "sequence.show": {
    summary: "Muestra una secuencia: lo que trajo cada paso.",
    example: "sequence show comeback",
    arguments: { sequence },
  },
  "sequence.list": { summary: "Lista las secuencias.", example: "sequence list luna", arguments: { avatar } },
  "sequence.pause": { summary: "Pausa una secuencia.", example: "sequence pause comeback", arguments: { sequence } },
  "sequence.resume": {
    summary: "Deja continuar una secuencia en pausa.",
    example: "sequence resume comeback",
    arguments: { sequence },
  },
  "sequence.remove": {
    summary: "Borra una secuencia, con lo que esperaba de ella.",
    example: "sequence remove comeback",
    arguments: { sequence },
  },
  "outreach.show": {
    summary: "Muestra cómo se envían las difusiones.",
    example: "outreach show luna",
    arguments: { avatar: "Nombre o slug del avatar; sin él: todos" },
  },
  "outreach.set": {
    summary: "Fija cómo se envían las difusiones.",
    example: "outreach set luna --quiet-from 22 --quiet-to 9 --per-hour 30",
    arguments: {
      avatar: "Nombre o slug del avatar; sin él: todos",
      quietFrom: "Hora del día del fan desde la que no se envía nada",
      quietTo: "Hora hasta la que no se envía nada",
      everyDays: "Como mucho una difusión por fan cada tantos días",
      harmPercent: "Porcentaje de fans molestos con el que se para",
      afterAnswer: "Un mensaje puede seguir a una respuesta de la IA; solo propietarios",
      perHour: "Mensajes por hora",
      account: "Plataforma o usuario de una cuenta; sin ella: todas",
    },
  },
};
