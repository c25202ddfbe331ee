using ShopActors.Storage;

namespace ShopActors;

/// <summary>The names of carts' journals and lists.</summary>
internal static class CartJournals
{
    private const string Prefix = "cart/";

    /// <summary>The list of a customer's carts.</summary>
    public static string ListOf(PrincipalId owner) => Prefix + owner.Value;

    public static CartId ToCart(JournalId journal) => CartId.Parse(journal.Value[Prefix.Length..]);
}
