const MILLISECONDS = 250

/**
 * Events that were received. Many are written off with one statement; those that a crash keeps from it are told again,
 * which "at least once" allows.
 */
export class ReceivedEvents {
  private eventIds: string[] = []
  private isEnding = false

  /** @param writeOff makes the events told no more. */
  constructor(private readonly writeOff: (eventIds: string[]) => Promise<void>) {}

  /** Takes note of an event. */
  note(eventId: string, onFailure: (error: unknown, count: number) => void): void {
    if (this.isEnding) return
    if (this.eventIds.length === 0) {
      setTimeout(() => void this.writeOffAll(onFailure), MILLISECONDS).unref()
    }
    this.eventIds.push(eventId)
  }

  /** Writes off what was noted, and notes no more: the database is about to be left. */
  async end(): Promise<void> {
    this.isEnding = true
    await this.writeOffAll(() => undefined)
  }

  private async writeOffAll(onFailure: (error: unknown, count: number) => void): Promise<void> {
    const { eventIds } = this
    this.eventIds = []
    if (eventIds.length === 0) return
    await this.writeOff(eventIds).catch((error: unknown) => onFailure(error, eventIds.length))
  }
}
