/** Dates as files have them, as SQL. */

/** Neither as the register writes a date, nor the part of one that is known. */
export const isOtherDate = (date: string) =>
  `(${date} NOT LIKE '____-__-__' AND NOT regexp_full_match(${date}, '[0-9]{4}(-[0-9]{2})?'))`;

/** The two ways in which whole files are written, as the register writes a date; others stay as they are. */
export const usualDate = (date: string) =>
  `CASE WHEN ${date} LIKE '__/__/____' THEN concat(${date}[7:10], '-', ${date}[4:5], '-', ${date}[1:2])
    WHEN regexp_full_match(${date}, '[0-9]{8}') THEN concat(${date}[1:4], '-', ${date}[5:6], '-', ${date}[7:8]) ELSE ${date} END`;
