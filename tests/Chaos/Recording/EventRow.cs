namespace ShopActors.Chaos.Recording;

/// <summary>An event as it arrived.</summary>
/// <param name="Id">Its id, the same for every delivery.</param>
/// <param name="Type">Its type.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Sequence">Its number among those of its subject.</param>
/// <param name="Data">What it says.</param>
internal sealed record EventRow(string Id, string Type, string Subject, long Sequence, string Data);
