-- 0013 holds a number for the change that is made beside this one.
SET lock_timeout = '2s';
