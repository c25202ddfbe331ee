namespace ShopActors;

/// <summary>A message may not have arrived.</summary>
public sealed class MessageNotSentException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="reason">Why, without personal data.</param>
    /// <param name="cause">What failed; null if nothing was tried.</param>
    public MessageNotSentException(string reason, Exception? cause = null)
        : base(reason, cause)
    {
    }
}
