-- AlterTable
ALTER TABLE "quota_windows" ADD COLUMN     "told" INTEGER;

-- Takes a call as take_call_told does. Where that is blocked for longer than an hour, one call an hour may ask all the same:
-- a limit that was raised, or a month that began anew, is heard in no other way. `told` is the limit that the other side
-- named last; together with the one given here it is looked at again before anything counts as closed. The row 'ask' holds
-- when the next one may ask: an hour after the window was found closed, and then hourly.
CREATE FUNCTION take_call_asking(
  p_company integer,
  p_now timestamptz,
  p_slide_seconds double precision,
  p_slide_limit integer,
  p_hour_start timestamptz,
  p_hour_seconds double precision,
  p_hour_limit integer,
  p_month_start timestamptz,
  p_month_end timestamptz,
  p_month_limit integer,
  p_reserved double precision,
  p_may_ask boolean,
  OUT blocked timestamptz,
  OUT hour_used integer,
  OUT hour_limit integer,
  OUT month_used integer,
  OUT month_limit integer
) LANGUAGE plpgsql AS $$
DECLARE
  hour interval := make_interval(secs => p_hour_seconds);
  asks_at timestamptz;
BEGIN
  SELECT t.* INTO blocked, hour_used, hour_limit, month_used, month_limit
  FROM take_call_told(p_company, p_now, p_slide_seconds, p_slide_limit, p_hour_start, p_hour_seconds, p_hour_limit,
    p_month_start, p_month_end, p_month_limit, p_reserved) t;
  IF blocked IS NULL THEN RETURN; END IF;

  UPDATE quota_windows q SET "limit" = least(coalesce(q.told, given.most), given.most)
  FROM (VALUES ('hour', p_hour_limit), ('month', p_month_limit)) given (name, most)
  WHERE q.company_id = p_company AND q."window" = given.name
    AND q."limit" < least(coalesce(q.told, given.most), given.most);
  IF FOUND THEN
    SELECT t.* INTO blocked, hour_used, hour_limit, month_used, month_limit
    FROM take_call_told(p_company, p_now, p_slide_seconds, p_slide_limit, p_hour_start, p_hour_seconds, p_hour_limit,
      p_month_start, p_month_end, p_month_limit, p_reserved) t;
  END IF;
  IF blocked IS NULL OR NOT p_may_ask OR blocked <= p_now + hour THEN RETURN; END IF;

  SELECT ends_at INTO asks_at FROM quota_windows
  WHERE company_id = p_company AND "window" = 'ask' FOR UPDATE;
  IF asks_at > p_now THEN
    blocked := asks_at;
    RETURN;
  END IF;
  INSERT INTO quota_windows (company_id, "window", starts_at, ends_at, used, "limit")
  VALUES (p_company, 'ask', p_now, p_now + hour, 0, 0)
  ON CONFLICT (company_id, "window") DO UPDATE SET starts_at = excluded.starts_at, ends_at = excluded.ends_at;
  -- Found closed just now, or again after it was open.
  IF asks_at IS NULL OR asks_at <= p_now - hour THEN
    blocked := p_now + hour;
    RETURN;
  END IF;
  UPDATE quota_windows SET used = used + 1 WHERE company_id = p_company AND "window" IN ('hour', 'month');
  blocked := NULL;
  hour_used := hour_used + 1;
  month_used := month_used + 1;
END
$$;

COMMENT ON FUNCTION take_call_asking IS
  'Takes one call as take_call_told does; where that is blocked for more than an hour, one call an hour may ask all the same';
