using System.Collections.Immutable;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// The only writer of one image. Reads take it from its journal (<see cref="ImageJournals"/>), so it leaves memory at
/// once.
/// </summary>
[Reentrant]
[GrainType(ImageJournals.GrainType)]
internal sealed class ImageGrain(JournalGrainServices services)
    : ShopGrain<ImageState, ImageEvent>(services), IImageGrain
{
    public async Task<Result<string>> Put(Caller caller, ImmutableArray<byte> content)
    {
        var decision = ImageRules.Put(State, caller, content.AsSpan(), Now);
        var answer = await AnswerAsync<string>(decision, static state => state.MediaType!);
        DeactivateOnIdle();
        return answer;
    }
}
