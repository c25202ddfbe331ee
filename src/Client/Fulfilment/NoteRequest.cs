namespace ShopActors.Client;

/// <summary>A note to add.</summary>
internal sealed record NoteRequest(string Text);
