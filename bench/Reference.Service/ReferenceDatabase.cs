using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;

namespace ShopActors.Reference.Service;

/// <summary>
/// The ordinary shop: every use case is one function call, and thereby one transaction, in PostgreSQL.
/// </summary>
internal sealed class ReferenceDatabase(NpgsqlDataSource source)
{
    private const int SeedProducts = 200;
    private const int SeedStock = 100;

    /// <summary>Creates the tables and functions if they are missing, and the seed products on first use.</summary>
    public async Task CreateSchemaAsync()
    {
        await using var stream = typeof(ReferenceDatabase).Assembly.GetManifestResourceStream("schema.sql")!;
        using var reader = new StreamReader(stream);
        await using (var schema = source.CreateCommand(await reader.ReadToEndAsync().ConfigureAwait(false)))
        {
            await schema.ExecuteNonQueryAsync().ConfigureAwait(false);
        }

        await using var seed = source.CreateCommand(
            """
            with added as (
                insert into products (sku, title, price, currency)
                select 'REF-' || lpad(n::text, 4, '0'), 'Reference book ' || n, 500 + n * 10, 'EUR'
                from generate_series(1, $1) n
                on conflict do nothing
                returning sku)
            insert into stock (sku, on_hand) select sku, $2 from added
            """);
        seed.Parameters.Add(new NpgsqlParameter<int> { TypedValue = SeedProducts });
        seed.Parameters.Add(new NpgsqlParameter<int> { TypedValue = SeedStock });
        await seed.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    public Task<string?> ReadProductsAsync() => ReadJsonAsync(
        """
        select json_build_object('items', json_agg(json_build_object('id', sku, 'sku', sku, 'title', title,
            'price', json_build_object('amount', price, 'currency', currency)) order by sku))
        from products
        """);

    public async Task<(string Id, string Token)> CreateCartAsync()
    {
        var id = NewId("cart_");
        var token = NewId("tok_");
        await using var command = Call("insert into carts (id, token) values ($1, $2)", id, token);
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        return (id, token);
    }

    public Task<string?> ReadCartAsync(string cart, string token) =>
        ReadJsonAsync("select read_cart($1, $2)", cart, token);

    public async Task<string?> AddItemAsync(string cart, string token, string sku, int quantity)
    {
        await using var command = Call("select add_item($1, $2, $3, $4)", cart, token, sku);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = quantity });
        return await command.ExecuteScalarAsync().ConfigureAwait(false) as string;
    }

    public Task<string?> CheckOutAsync(string cart, string token, string key, string paymentToken) =>
        ReadJsonAsync("select checkout($1, $2, $3, $4, $5)", cart, token, key, paymentToken, NewId("ord_"));

    public Task<string?> ReadStockAsync(string sku) => ReadJsonAsync(
        "select json_build_object('sku', sku, 'onHand', on_hand, 'available', on_hand, 'sold', sold, 'version', " +
        "version) "
        + "from stock where sku = $1",
        sku);

    public async Task<bool> SetStockAsync(string sku, long onHand)
    {
        await using var command = Call("update stock set version = version + 1, on_hand = $2 where sku = $1", sku);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = onHand });
        return await command.ExecuteNonQueryAsync().ConfigureAwait(false) == 1;
    }

    public Task<string?> AuditAsync() => ReadJsonAsync("select audit()");

    private async Task<string?> ReadJsonAsync(string sql, params string[] arguments)
    {
        await using var command = Call(sql, arguments);
        return await command.ExecuteScalarAsync().ConfigureAwait(false) as string;
    }

    private NpgsqlCommand Call(string sql, params string[] arguments)
    {
        var command = source.CreateCommand(sql);
        foreach (var argument in arguments)
        {
            command.Parameters.Add(new NpgsqlParameter<string>
            {
                TypedValue = argument,
                NpgsqlDbType = NpgsqlDbType.Text,
            });
        }

        return command;
    }

    private static string NewId(string prefix) => prefix + RandomNumberGenerator.GetHexString(26, lowercase: true);
}
