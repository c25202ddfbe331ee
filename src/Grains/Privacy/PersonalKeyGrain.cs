using System.Security.Cryptography;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

[Reentrant, GrainType(TypeName)]
internal sealed class PersonalKeyGrain(JournalGrainServices services, RandomNumberGenerator random)
    : ShopGrain<PersonalKeyState, PersonalKeyEvent>(services), IPersonalKeyGrain
{
    public const string TypeName = "personal-key";

    public Task<Result<PersonalKey>> Get()
    {
        if (State is not { Key: null, IsErased: false }) return AnswerAsync(static state => state.Read());
        var bytes = new byte[PersonalKey.Size];
        random.GetBytes(bytes);
        return AnswerAsync(
            new PersonalKeyMade(Convert.ToBase64String(bytes)) { At = Now }, static state => state.Read());
    }

    public async Task<Result<PersonalKey>> Adopt(PrincipalId guest)
    {
        if (!State.IsErased && !State.Adopted.Contains(guest)) Record([new PersonalKeyAdopted(guest) { At = Now }]);
        return await Get();
    }

    public async Task<Result> Erase()
    {
        // Those first: afterwards nothing remembers them.
        foreach (var guest in State.Adopted)
        {
            await GrainFactory.GetGrain<IPersonalKeyGrain>(guest.Value).Erase();
        }

        if (!State.IsErased) Erase([new PersonalKeyErased { At = Now }]);
        await WhenDurable();
        return Result.Ok;
    }
}
