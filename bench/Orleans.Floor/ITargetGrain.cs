namespace ShopActors.Floor;

/// <summary>A grain that does nothing.</summary>
public interface ITargetGrain : IGrainWithIntegerKey
{
    /// <summary>Answers what it was given.</summary>
    Task<int> Answer(int value);

    /// <summary>Answers, and deactivates.</summary>
    Task<int> AnswerAndEnd(int value);
}
