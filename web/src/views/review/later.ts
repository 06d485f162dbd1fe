/** Work that is put off until nobody has asked for it for a while. */

/** A pause is so many times as long as the work took last: large maps are loaded less often. */
const PATIENCE = 4;

export class Later {
  private timer = 0;
  private tookMs = 0;

  constructor(
    private readonly work: () => Promise<void>,
    private readonly leastMs: number,
  ) {}

  /** Whether the work is still to be done. */
  get isDue(): boolean {
    return this.timer !== 0;
  }

  soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.now(), Math.max(this.leastMs, PATIENCE * this.tookMs));
  }

  async now(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = 0;
    const began = performance.now();
    await this.work();
    this.tookMs = performance.now() - began;
  }
}
