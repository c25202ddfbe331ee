namespace ShopActors;

/// <summary>How to reach a buyer.</summary>
/// <param name="Email">The e-mail address.</param>
/// <param name="Phone">The telephone number; null for none.</param>
[GenerateSerializer, Immutable, Alias("shop.contact")]
public sealed record Contact(string Email, string? Phone)
{
    /// <summary>Leaves out everything, because it is personal.</summary>
    public override string ToString() => nameof(Contact);
}
