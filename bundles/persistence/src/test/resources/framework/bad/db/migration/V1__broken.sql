create tabel nothing (id text);
