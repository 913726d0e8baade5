// Loaded before the plug-in: its clock goes wrong by CLOCK_OFFSET_MS, as a machine's does whose time nobody keeps.
const offsetMs = Number(process.env.CLOCK_OFFSET_MS ?? 0);
const TrueDate = Date;

class WrongDate extends TrueDate {
  constructor(...given) {
    if (given.length === 0) super(TrueDate.now() + offsetMs);
    else super(...given);
  }

  static now() {
    return TrueDate.now() + offsetMs;
  }
}

globalThis.Date = WrongDate;
