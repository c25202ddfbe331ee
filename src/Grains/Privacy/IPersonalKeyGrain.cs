using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// The key that encrypts one principal's personal data in all journals; the grain's key is the
/// <see cref="PrincipalId"/>. Erasing it makes them unreadable everywhere (docs/adr/0019-personal-data.md).
/// </summary>
[Repeatable]
[Alias("shop.personal-key"), GrainInterfaceType("shop.personal-key"), Version(1), CallableBy(Callers.Grains)]
internal interface IPersonalKeyGrain : IGrainWithStringKey
{
    /// <summary>Returns the key, and makes it if there is none yet. Refused with <c>personal_data_erased</c>.</summary>
    [Alias("get")]
    Task<Result<PersonalKey>> Get();

    /// <summary>
    /// Returns the key like <see cref="Get"/>, and notes that a guest's key is to be destroyed with it: the guest's
    /// orders are this principal's now.
    /// </summary>
    [Alias("adopt")]
    Task<Result<PersonalKey>> Adopt(PrincipalId guest);

    /// <summary>Destroys the key and those that it has adopted for good.</summary>
    [Alias("erase")]
    Task<Result> Erase();
}
