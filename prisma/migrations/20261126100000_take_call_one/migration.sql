-- Takes one call from all windows of a company's quota, or from none, and tells what of hour and month is used after it: an
-- answer of the other side that tells the same is no news. The one version of it; it keeps its name, which the release
-- before calls. `blocked`: null where the call is granted, else the instant from which it is worth asking again.
--
-- Five minutes slide: calls are counted in a ring of eleven buckets of a tenth each, a bucket counts until it has left the
-- span whole. Hour and month are fixed windows: their first guess is the given one, and a learned hour goes on from itself.
-- The row 'hold' stands for a refusal that the other side gave.
--
-- Nearly always nothing is in a call's way: that is seen in two looks and noted by one change. Whatever is not as expected
-- (no windows yet, one that ended, a new bucket, a limit) goes the long way, which looks at each window by itself.
CREATE OR REPLACE FUNCTION take_call_told(
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
  OUT blocked timestamptz,
  OUT hour_used integer,
  OUT hour_limit integer,
  OUT month_used integer,
  OUT month_limit integer
) LANGUAGE plpgsql AS $$
DECLARE
  w quota_windows;
  bucket_seconds double precision := p_slide_seconds / 10;
  bucket_number bigint := floor(extract(epoch FROM p_now) / bucket_seconds);
  bucket text := 'slide:' || (bucket_number % 11);
  bucket_start timestamptz := to_timestamp(bucket_number * bucket_seconds);
  slide interval := make_interval(secs => p_slide_seconds);
  hour interval := make_interval(secs => p_hour_seconds);
  month_ends timestamptz;
  hour_ends timestamptz;
  slid integer;
  held_until timestamptz;
  bucket_at timestamptz;
BEGIN
  -- One taker at a time per company: the month's row is the gate, and what it kept waiting looks after it.
  SELECT q.ends_at, q.used, q."limit" INTO month_ends, month_used, month_limit
  FROM quota_windows q WHERE q.company_id = p_company AND q."window" = 'month' FOR UPDATE;
  SELECT max(q.ends_at) FILTER (WHERE q."window" = 'hour'), max(q.used) FILTER (WHERE q."window" = 'hour'),
    max(q."limit") FILTER (WHERE q."window" = 'hour'), max(q.ends_at) FILTER (WHERE q."window" = 'hold'),
    max(q.starts_at) FILTER (WHERE q."window" = bucket),
    coalesce(sum(q.used) FILTER (WHERE q."window" LIKE 'slide:%' AND q.ends_at > p_now - slide), 0)
  INTO hour_ends, hour_used, hour_limit, held_until, bucket_at, slid
  FROM quota_windows q WHERE q.company_id = p_company;

  IF month_ends > p_now AND month_used < month_limit - floor(month_limit * p_reserved)
    AND hour_ends > p_now AND hour_used < hour_limit - floor(hour_limit * p_reserved)
    AND slid < p_slide_limit - floor(p_slide_limit * p_reserved)
    AND coalesce(held_until <= p_now, true) AND bucket_at = bucket_start
  THEN
    UPDATE quota_windows SET used = used + 1
    WHERE company_id = p_company AND "window" IN ('month', 'hour', bucket);
    blocked := NULL;
    hour_used := hour_used + 1;
    month_used := month_used + 1;
    RETURN;
  END IF;

  INSERT INTO quota_windows (company_id, "window", starts_at, ends_at, used, "limit")
  VALUES (p_company, 'month', p_month_start, p_month_end, 0, p_month_limit)
  ON CONFLICT (company_id, "window") DO NOTHING;
  SELECT * INTO w FROM quota_windows WHERE company_id = p_company AND "window" = 'month' FOR UPDATE;
  IF w.ends_at <= p_now THEN
    UPDATE quota_windows SET starts_at = p_month_start, ends_at = p_month_end, used = 0, "limit" = p_month_limit
    WHERE company_id = p_company AND "window" = 'month' RETURNING * INTO w;
  END IF;
  IF w.used >= w."limit" - floor(w."limit" * p_reserved) THEN
    blocked := w.ends_at;
  END IF;

  INSERT INTO quota_windows (company_id, "window", starts_at, ends_at, used, "limit")
  VALUES (p_company, 'hour', p_hour_start, p_hour_start + hour, 0, p_hour_limit)
  ON CONFLICT (company_id, "window") DO NOTHING;
  SELECT * INTO w FROM quota_windows WHERE company_id = p_company AND "window" = 'hour';
  IF w.ends_at <= p_now THEN
    UPDATE quota_windows
    SET starts_at = w.ends_at + hour * floor(extract(epoch FROM p_now - w.ends_at) / p_hour_seconds),
        ends_at = w.ends_at + hour * (floor(extract(epoch FROM p_now - w.ends_at) / p_hour_seconds) + 1),
        used = 0, "limit" = p_hour_limit
    WHERE company_id = p_company AND "window" = 'hour' RETURNING * INTO w;
  END IF;
  IF w.used >= w."limit" - floor(w."limit" * p_reserved) THEN
    blocked := greatest(blocked, w.ends_at);
  END IF;

  SELECT coalesce(sum(used), 0) INTO slid FROM quota_windows
  WHERE company_id = p_company AND "window" LIKE 'slide:%' AND ends_at > p_now - slide;
  IF slid >= p_slide_limit - floor(p_slide_limit * p_reserved) THEN
    blocked := greatest(blocked, (
      SELECT min(ends_at) + slide FROM quota_windows
      WHERE company_id = p_company AND "window" LIKE 'slide:%' AND ends_at > p_now - slide AND used > 0));
  END IF;

  SELECT * INTO w FROM quota_windows WHERE company_id = p_company AND "window" = 'hold';
  IF FOUND AND w.ends_at > p_now THEN
    blocked := greatest(blocked, w.ends_at);
  END IF;
  IF blocked IS NULL THEN
    UPDATE quota_windows SET used = used + 1 WHERE company_id = p_company AND "window" IN ('hour', 'month');
    INSERT INTO quota_windows (company_id, "window", starts_at, ends_at, used, "limit")
    VALUES (p_company, bucket, bucket_start, bucket_start + make_interval(secs => bucket_seconds), 1, p_slide_limit)
    ON CONFLICT (company_id, "window") DO UPDATE SET
      used = CASE WHEN quota_windows.starts_at = excluded.starts_at THEN quota_windows.used + 1 ELSE 1 END,
      starts_at = excluded.starts_at,
      ends_at = excluded.ends_at,
      "limit" = excluded."limit";
  END IF;
  SELECT h.used, h."limit", m.used, m."limit" INTO hour_used, hour_limit, month_used, month_limit
  FROM quota_windows h JOIN quota_windows m ON m.company_id = h.company_id AND m."window" = 'month'
  WHERE h.company_id = p_company AND h."window" = 'hour';
END
$$;

COMMENT ON FUNCTION take_call_told IS
  'Takes one call from all windows of a company''s quota, or from none; answers until when it is blocked, and what is used';

-- contract: the release before calls take_call_told alone, which did what this does by calling it
DROP FUNCTION take_call(integer, timestamptz, double precision, integer, timestamptz, double precision, integer,
  timestamptz, timestamptz, integer, double precision);
