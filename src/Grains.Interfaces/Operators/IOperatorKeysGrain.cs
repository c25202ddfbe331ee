using System.Collections.Immutable;
using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// The keys of operators, of which only hashes are stored; the key is <see cref="OperatorLimits.ShopKey"/>. Operators
/// need the scope <see cref="Scopes.OperatorsManage"/>; refused with <c>forbidden</c>.
/// </summary>
[Alias("shop.operator-keys-grain"), GrainInterfaceType("shop.operator-keys-grain"), Version(1)]
[CallableBy(Callers.Api)]
public interface IOperatorKeysGrain : IGrainWithStringKey
{
    /// <summary>
    /// Makes a key, with scopes that the caller has. Refused with <c>invalid_operator_key</c> or
    /// <c>too_many_operator_keys</c>, and with <c>idempotency_key_reused</c> if the id is that of another or a deleted
    /// key.
    /// </summary>
    [Repeatable, Alias("create")]
    Task<Result<OperatorKeySnapshot>> Create(Caller caller, NewOperatorKey key);

    /// <summary>All keys, latest first.</summary>
    [ReadOnly, Alias("list")]
    Task<Result<ImmutableArray<OperatorKeySnapshot>>> List(Caller caller);

    /// <summary>Deletes a key; refused with <c>operator_key_not_found</c>. Repeating the call succeeds.</summary>
    [Repeatable, Alias("delete")]
    Task<Result> Delete(Caller caller, OperatorKeyId key);

    /// <summary>Returns the key with the hash; refused with <c>unauthenticated</c>.</summary>
    [ReadOnly, Alias("authenticate")]
    Task<Result<OperatorKeySnapshot>> Authenticate(OperatorKeyId key, TokenHash hash);
}
