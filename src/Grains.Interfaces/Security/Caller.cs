using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The kind of principal that calls.</summary>
[GenerateSerializer, Alias("shop.caller-kind")]
public enum CallerKind
{
    /// <summary>A request without credentials; owns nothing.</summary>
    Anonymous = 0,

    /// <summary>The holder of a guest token.</summary>
    Guest = 1,

    /// <summary>A signed-in customer.</summary>
    Customer = 2,

    /// <summary>An operator, limited to scopes.</summary>
    Ops = 3,

    // 4 was the shop itself. It is not a caller any more: commands that only the shop may send are on interfaces that
    // only grains may call.

    /// <summary>The payment provider, whose signature was verified.</summary>
    Provider = 5,
}

/// <summary>
/// The principal that calls. Grains that own data compare it with the owner themselves, and answer "not
/// found" to other callers.
/// </summary>
/// <param name="Kind">The kind of principal.</param>
/// <param name="Id">The principal; default for <see cref="CallerKind.Anonymous"/>.</param>
/// <param name="Scopes">The scopes of an operator.</param>
[GenerateSerializer, Immutable, Alias("shop.caller")]
public sealed record Caller(CallerKind Kind, PrincipalId Id, ImmutableArray<string> Scopes)
{
    /// <summary>A request without credentials.</summary>
    public static Caller Anonymous { get; } = new(CallerKind.Anonymous, default, []);

    /// <summary>The payment provider, for the process that has verified its signature.</summary>
    public static Caller Provider { get; } = new(CallerKind.Provider, new PrincipalId("provider"), []);

    /// <summary>The holder of a guest token.</summary>
    public static Caller Guest(TokenHash token) => new(CallerKind.Guest, PrincipalId.ForGuest(token), []);

    /// <summary>A signed-in customer.</summary>
    public static Caller Customer(CustomerId customer) => new(CallerKind.Customer, PrincipalId.For(customer), []);

    /// <summary>An operator with scopes.</summary>
    public static Caller Ops(PrincipalId id, params ImmutableArray<string> scopes) => new(CallerKind.Ops, id, scopes);

    /// <summary>Whether this caller is the owner.</summary>
    public bool Owns(PrincipalId owner) =>
        Kind is CallerKind.Guest or CallerKind.Customer && !Id.IsDefault && Id == owner;

    /// <summary>Whether this caller is an operator with the scope.</summary>
    public bool May(string scope) =>
        Kind == CallerKind.Ops && !Scopes.IsDefault && Scopes.Contains(scope, StringComparer.Ordinal);
}
