using System.Collections.Immutable;

namespace ShopActors;

/// <summary>What kind of principal calls.</summary>
[GenerateSerializer, Alias("shop.caller-kind")]
public enum CallerKind
{
    /// <summary>Nobody in particular: owns nothing.</summary>
    Anonymous = 0,

    /// <summary>The holder of a guest token.</summary>
    Guest = 1,

    /// <summary>A signed-in customer.</summary>
    Customer = 2,

    /// <summary>An operator, limited to scopes.</summary>
    Ops = 3,

    /// <summary>A part of the shop acting on its own, such as an order's saga.</summary>
    System = 4,
}

/// <summary>
/// Who calls. Grains that own data compare it with the owner themselves, and answer "not found" to everybody else.
/// </summary>
/// <param name="Kind">What kind of principal.</param>
/// <param name="Id">Which one; default for <see cref="CallerKind.Anonymous"/>.</param>
/// <param name="Scopes">What an operator may do.</param>
[GenerateSerializer, Immutable, Alias("shop.caller")]
public sealed record Caller(CallerKind Kind, PrincipalId Id, ImmutableArray<string> Scopes)
{
    /// <summary>Nobody in particular.</summary>
    public static Caller Anonymous { get; } = new(CallerKind.Anonymous, default, []);

    /// <summary>The shop itself.</summary>
    public static Caller System { get; } = new(CallerKind.System, new PrincipalId("system"), []);

    /// <summary>The holder of a guest token.</summary>
    public static Caller Guest(AccessToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new(CallerKind.Guest, token.Principal, []);
    }

    /// <summary>A signed-in customer.</summary>
    public static Caller Customer(CustomerId customer) => new(CallerKind.Customer, PrincipalId.For(customer), []);

    /// <summary>An operator with scopes.</summary>
    public static Caller Ops(PrincipalId id, params ImmutableArray<string> scopes) => new(CallerKind.Ops, id, scopes);

    /// <summary>Whether this caller is the owner, or the shop itself.</summary>
    public bool Owns(PrincipalId owner) =>
        Kind == CallerKind.System || (Kind is CallerKind.Guest or CallerKind.Customer && !Id.IsDefault && Id == owner);

    /// <summary>Whether this caller is an operator with the scope, or the shop itself.</summary>
    public bool May(string scope) =>
        Kind == CallerKind.System ||
        (Kind == CallerKind.Ops && !Scopes.IsDefault && Scopes.Contains(scope, StringComparer.Ordinal));
}
