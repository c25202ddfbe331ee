namespace ShopActors;

/// <summary>A salted hash of a password, with its algorithm and cost (<c>PasswordHasher</c> of ASP.NET Core).</summary>
/// <param name="Value">The hash in base 64.</param>
[GenerateSerializer, Immutable, Alias("shop.password-hash")]
public sealed record PasswordHash(string Value)
{
    /// <summary>Never the hash itself, so that a log line cannot leak it.</summary>
    public override string ToString() => "password hash";
}
