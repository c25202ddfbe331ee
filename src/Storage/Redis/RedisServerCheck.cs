using StackExchange.Redis;

namespace ShopActors.Storage.Redis;

/// <summary>Refuses a Redis whose settings would lose journals silently.</summary>
internal static class RedisServerCheck
{
    public static async Task Run(ConnectionMultiplexer connection, RedisDurability durability)
    {
        var problems = new List<string>();
        foreach (var endpoint in connection.GetEndPoints())
        {
            var server = connection.GetServer(endpoint);
            if (server.IsConnected)
            {
                problems.AddRange((await Problems(server, durability).ConfigureAwait(false)).Select(p => $"{endpoint}: {p}"));
            }
        }

        if (problems.Count > 0)
        {
            throw new JournalStoreException(
                JournalStoreFailure.Misconfigured,
                "Redis' settings are not safe for journals: " + string.Join("; ", problems) + ".");
        }
    }

    private static async Task<List<string>> Problems(IServer server, RedisDurability durability)
    {
        var problems = new List<string>();
        await Expect("maxmemory-policy", "noeviction", "evicts journals").ConfigureAwait(false);
        if (durability is not RedisDurability.None)
        {
            await Expect("appendonly", "yes", "forgets journals when it restarts").ConfigureAwait(false);
        }

        if (durability is RedisDurability.Always)
        {
            await Expect("appendfsync", "always", "acknowledges appends before they are durable").ConfigureAwait(false);
        }

        return problems;

        async Task Expect(string setting, string safe, string consequence)
        {
            var found = (await server.ConfigGetAsync(setting).ConfigureAwait(false)).FirstOrDefault(s => s.Key == setting);
            if (found.Value != safe)
            {
                problems.Add($"{setting} is '{found.Value ?? "unknown"}' where '{safe}' is needed, so it {consequence}");
            }
        }
    }
}
