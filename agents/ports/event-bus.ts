// Something changed: tells every process, so that surfaces can show progress. Losing one only delays a picture.

export interface AppEvent {
  /** "batch:bat_x", "conversation:cnv_x", "avatar:avt_x", "system" */
  readonly topic: string;
  readonly kind: string;
}

export interface EventBus {
  publish(event: AppEvent): void;
  /** Called for every event of every process. */
  subscribe(listener: (event: AppEvent) => void): () => void;
  close(): Promise<void>;
}
