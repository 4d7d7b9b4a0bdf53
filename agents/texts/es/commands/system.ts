// Palabras de los comandos: system.
import type { CommandText } from "../../en/commands.ts";

export const systemCommandTexts: Readonly<Record<string, CommandText>> = {
  "help.show": {
    summary: "Muestra los comandos, o explica uno.",
    example: "help batch",
    arguments: { command: "Nombre de un comando, o su primera palabra" },
  },
  "agent.ask": {
    summary: "Di con tus palabras lo que quieres; vuelve un plan con su precio.",
    example: 'agent ask "haz 6 fotos de playa para Luna por menos de 5 dólares"',
    arguments: { text: "Lo que quieres, con tus palabras", answer: "La respuesta a lo que se preguntó" },
  },
  "agent.plan": {
    summary: "Ejecuta varios comandos con un solo sí.",
    example: "agent plan",
    arguments: { steps: "Los comandos con sus datos", maxUsd: "Lo que todo puede costar como mucho" },
  },
  "run.list": { summary: "Muestra fichas que esperan un sí.", example: "run list", arguments: {} },
  "run.approve": {
    summary: "Aprueba una ficha y la ejecuta.",
    example: "run approve run_01",
    arguments: { id: "Identificador de la ficha" },
  },
  "run.cancel": {
    summary: "Cancela una ficha.",
    example: "run cancel run_01",
    arguments: { id: "Identificador de la ficha" },
  },
  "system.status": {
    summary: "Qué funciona, qué está sin conexión, qué te espera.",
    example: "system status",
    arguments: {},
  },
  "system.doctor": {
    summary: "Examina cada clave, cuenta, servicio y ajuste, y dice cómo arreglar lo que falla.",
    example: "system doctor",
    arguments: { all: "Mostrar también lo que está bien" },
  },
  "system.backup": {
    summary: "Copia la base de datos integrada y los medios en un solo archivo.",
    example: "system backup",
    arguments: { secrets: "Incluir la SECRET_KEY generada: quien tenga el archivo podrá abrir todos los tokens" },
  },
  "system.restore": {
    summary: "Hace una carpeta de datos nueva con una copia; en la línea de órdenes, sin servidor en marcha.",
    example: "system restore backups/vixenbliss-20261127-030000.tar.gz",
    arguments: { file: "La copia" },
  },
  "system.stop": {
    summary: "Parada total: no sale ningún mensaje hasta reanudar.",
    example: "system stop",
    arguments: {},
  },
  "system.resume": { summary: "Permite que vuelvan a salir mensajes.", example: "system resume", arguments: {} },
  "system.rotatekeys": {
    summary: "Sella todos los secretos guardados con la SECRET_KEY actual; se puede repetir cuando sea.",
    example: "system rotatekeys",
    arguments: {},
  },
  "job.list": {
    summary: "Muestra el trabajo en segundo plano que se abandonó.",
    example: "job list",
    arguments: {},
  },
  "job.retry": {
    summary: "Reintenta un trabajo en segundo plano que se abandonó.",
    example: "job retry obx_01k",
    arguments: { job: "Su id, como lo muestra job list" },
  },
  "job.discard": {
    summary: "Suelta un trabajo en segundo plano que se abandonó.",
    example: "job discard obx_01k",
    arguments: { job: "Su id, como lo muestra job list" },
  },
  "digest.show": { summary: "Muestra las últimas 24 horas y lo que espera.", example: "digest show", arguments: {} },
  "digest.set": {
    summary: "Elige cuándo llega tu resumen cada día.",
    example: "digest set 8 Europe/Madrid",
    arguments: { hour: "Hora del día, de 0 a 23", zone: "Zona horaria, como Europe/Madrid", off: "No enviarlo más" },
  },
  "audit.verify": { summary: "Comprueba que ningún registro fue alterado.", example: "audit verify", arguments: {} },
  "example.load": {
    summary: "Carga una creadora de ejemplo con un mes de historia.",
    example: "example load",
    arguments: {},
  },
  "example.remove": {
    summary: "Quita la creadora de ejemplo y todo lo suyo.",
    example: "example remove",
    arguments: {},
  },
};
