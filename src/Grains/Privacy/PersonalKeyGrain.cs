using System.Security.Cryptography;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

[Reentrant, GrainType("personal-key")]
internal sealed class PersonalKeyGrain(JournalGrainServices services, RandomNumberGenerator random)
    : ShopGrain<PersonalKeyState, PersonalKeyEvent>(services), IPersonalKeyGrain
{
    public Task<Result<PersonalKey>> Get()
    {
        if (State is not { Key: null, IsErased: false }) return AnswerAsync(static state => state.Read());
        var bytes = new byte[PersonalKey.Size];
        random.GetBytes(bytes);
        return AnswerAsync(
            new PersonalKeyMade(Convert.ToBase64String(bytes)) { At = Now }, static state => state.Read());
    }

    public async Task<Result> Erase()
    {
        if (!State.IsErased) Erase([new PersonalKeyErased { At = Now }]);
        await WhenDurable();
        return Result.Ok;
    }
}
