"""Addresses of the desk's own pages on drafts and releases, below `/admin/self-check/`."""

from django.urls import path

from triage.desk import release_views, trying, views

app_name = "desk"
urlpatterns = [
    path("<slug:check>/check/", views.check, name="check"),
    path("<slug:check>/difference/", views.difference, name="difference"),
    path("<slug:check>/publish/", views.publish, name="publish"),
    path("<slug:check>/diagram/", release_views.draft_diagram, name="draft-diagram"),
    path(
        "<slug:check>/releases/<int:number>/diagram/",
        release_views.release_diagram,
        name="release-diagram",
    ),
    path(
        "<slug:check>/releases/<int:number>/file/<slug:kind>/",
        release_views.take_away,
        name="take-away",
    ),
    path("<slug:check>/releases/<int:number>/again/", views.again, name="again"),
    path("<slug:check>/approve/", views.approve, name="approve"),
    path("<slug:check>/take-back/", views.take_back, name="take-back"),
    path("<slug:check>/try/", trying.start, name="try"),
    path("<slug:check>/try/begin/", trying.begin, name="try-begin"),
    path("<slug:check>/try/with/", trying.begin_with, name="try-with"),
    path("<slug:check>/try/<str:run_id>/", trying.resume, name="try-resume"),
    path("<slug:check>/try/<str:run_id>/answers/", trying.answers, name="try-answers"),
    path("<slug:check>/try/<str:run_id>/result/", trying.result, name="try-result"),
    path("<slug:check>/try/<str:run_id>/summary/", trying.result_summary, name="try-summary"),
    path(
        "<slug:check>/try/<str:run_id>/summary.txt",
        trying.result_summary_text,
        name="try-summary-text",
    ),
    path("<slug:check>/try/<str:run_id>/clear/", trying.clear, name="try-clear"),
    path("<slug:check>/try/<str:run_id>/<str:question_id>/", trying.question, name="try-question"),
]
