-- take_call, and what of hour and month is used after it: an answer of the other side that tells the same is no news, and
-- costs no statement.
CREATE FUNCTION take_call_told(
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
BEGIN
  blocked := take_call(p_company, p_now, p_slide_seconds, p_slide_limit, p_hour_start, p_hour_seconds, p_hour_limit,
    p_month_start, p_month_end, p_month_limit, p_reserved);
  SELECT h.used, h."limit", m.used, m."limit" INTO hour_used, hour_limit, month_used, month_limit
  FROM quota_windows h JOIN quota_windows m ON m.company_id = h.company_id AND m."window" = 'month'
  WHERE h.company_id = p_company AND h."window" = 'hour';
END
$$;
