/** Words of someone, and the id of the event they are from. */
export interface Said {
  readonly text: string;
  readonly event: string;
}
