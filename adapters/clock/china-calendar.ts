import type { LocalDate, WorkingCalendar } from '@mulin/kernel';
import chineseDays from 'chinese-days';

/**
 * China's working days with the State Council's swapped days, as the package knows them.
 * Beyond the horizon only weekends are known: the answer changes when the holidays are published.
 */
export const chinaCalendar: WorkingCalendar = {
  isWorkingDay: (day) => chineseDays.isWorkday(day),
  horizon: '2026-12-31' as LocalDate,
};
