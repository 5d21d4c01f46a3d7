/** Thrown where a file can't be read; the message is a sentence for whoever sent it. */
export class Unreadable extends Error {}
