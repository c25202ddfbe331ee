namespace ShopActors;

/// <summary>A state that follows a stream.</summary>
internal interface IProjection
{
    /// <summary>The position up to which it has the stream's events.</summary>
    long Position { get; }
}
